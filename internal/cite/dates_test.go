package cite_test

import (
	"testing"

	"jalons/internal/cite"
	"jalons/internal/edtf"
)

func TestDatesInWords(t *testing.T) {
	for _, c := range []struct{ date, dateFR, dateEN, onFR, onEN, overFR, overEN string }{
		{"2022-06-24", "24 juin 2022", "24 June 2022", "le 24 juin 2022", "on 24 June 2022", "le 24 juin 2022", "on 24 June 2022"},
		{"2022-01-01", "1er janvier 2022", "1 January 2022", "le 1er janvier 2022", "on 1 January 2022", "le 1er janvier 2022", "on 1 January 2022"},
		{"2023-09", "septembre 2023", "September 2023", "en septembre 2023", "in September 2023", "en septembre 2023", "in September 2023"},
		{"2021", "2021", "2021", "en 2021", "in 2021", "en 2021", "in 2021"},
		{"2022-06-24/2022-09-30", "entre le 24 juin et le 30 septembre 2022", "between 24 June and 30 September 2022", "entre le 24 juin et le 30 septembre 2022", "between 24 June and 30 September 2022",
			"du 24 juin au 30 septembre 2022", "from 24 June to 30 September 2022"},
		{"2022-01-01/2022-01-31", "entre le 1er et le 31 janvier 2022", "between 1 and 31 January 2022", "entre le 1er et le 31 janvier 2022", "between 1 and 31 January 2022",
			"du 1er au 31 janvier 2022", "from 1 to 31 January 2022"},
		{"2019-10/2019-12", "entre octobre et décembre 2019", "between October and December 2019", "entre octobre et décembre 2019", "between October and December 2019",
			"d'octobre à décembre 2019", "from October to December 2019"},
		{"2019-12/2020-01", "entre décembre 2019 et janvier 2020", "between December 2019 and January 2020", "entre décembre 2019 et janvier 2020", "between December 2019 and January 2020",
			"de décembre 2019 à janvier 2020", "from December 2019 to January 2020"},
		{"2018/2022", "entre 2018 et 2022", "between 2018 and 2022", "entre 2018 et 2022", "between 2018 and 2022", "de 2018 à 2022", "from 2018 to 2022"},
		{"2012/2016-07", "entre 2012 et juillet 2016", "between 2012 and July 2016", "entre 2012 et juillet 2016", "between 2012 and July 2016", "de 2012 à juillet 2016", "from 2012 to July 2016"},
		{"2022-06-24/2022-12", "entre le 24 juin et décembre 2022", "between 24 June and December 2022", "entre le 24 juin et décembre 2022", "between 24 June and December 2022",
			"du 24 juin à décembre 2022", "from 24 June to December 2022"},
		{"2021-12/2021-12-31", "entre décembre et le 31 décembre 2021", "between December and 31 December 2021", "entre décembre et le 31 décembre 2021", "between December and 31 December 2021",
			"de décembre au 31 décembre 2021", "from December to 31 December 2021"},
		{"../2022-09-30", "au plus tard le 30 septembre 2022", "by 30 September 2022", "au plus tard le 30 septembre 2022", "by 30 September 2022", "jusqu'au 30 septembre 2022", "until 30 September 2022"},
		{"../2022-09", "au plus tard en septembre 2022", "by September 2022", "au plus tard en septembre 2022", "by September 2022", "jusqu'en septembre 2022", "until September 2022"},
		{"2019-08/..", "à partir d'août 2019", "from August 2019 on", "à partir d'août 2019", "from August 2019 on", "à partir d'août 2019", "from August 2019 on"},
		{"2019-08-02/..", "à partir du 2 août 2019", "from 2 August 2019 on", "à partir du 2 août 2019", "from 2 August 2019 on", "à partir du 2 août 2019", "from 2 August 2019 on"},
		{"2019/..", "à partir de 2019", "from 2019 on", "à partir de 2019", "from 2019 on", "à partir de 2019", "from 2019 on"},
	} {
		d := edtf.Must(c.date)
		for _, got := range []struct{ what, got, want string }{
			{"Date fr", cite.Date(d, "fr"), c.dateFR}, {"Date en", cite.Date(d, "en"), c.dateEN},
			{"On fr", cite.On(d, "fr"), c.onFR}, {"On en", cite.On(d, "en"), c.onEN},
			{"Over fr", cite.Over(d, "fr"), c.overFR}, {"Over en", cite.Over(d, "en"), c.overEN},
		} {
			if got.got != got.want {
				t.Errorf("%s %s: %q, want %q", c.date, got.what, got.got, got.want)
			}
		}
	}
	for _, lang := range []string{"fr", "en"} {
		if got := cite.Date(edtf.Date{}, lang) + cite.On(edtf.Date{}, lang) + cite.Over(edtf.Date{}, lang); got != "" {
			t.Errorf("a date that is not known reads %q in %s", got, lang)
		}
	}
}
