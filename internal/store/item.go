package store

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// An item is held packed, both languages together: they are the same but for some
// words, and items repeat whole citations, so that unpacked they would be most of
// the file. JSON has no line break of its own, which parts the two.

var packer = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false)) // the file has a digest
	if err != nil {
		panic(err) // the options are good
	}
	return e
})

var unpacker = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderLowmem(true))
	if err != nil {
		panic(err) // the options are good
	}
	return d
})

// packItem packs an item as it reads in French and in English.
func packItem(fr, en []byte) []byte {
	return packer().EncodeAll(bytes.Join([][]byte{fr, en}, []byte("\n")), nil)
}

// unpackItem gives an item in a language.
func unpackItem(packed []byte, lang string) (string, error) {
	both, err := unpacker().DecodeAll(packed, nil)
	if err != nil {
		return "", fmt.Errorf("an item: %w", err)
	}
	fr, en, ok := bytes.Cut(both, []byte("\n"))
	switch {
	case !ok:
		return "", fmt.Errorf("an item of %d bytes is in one language", len(both))
	case lang == "en":
		return string(en), nil
	}
	return string(fr), nil
}
