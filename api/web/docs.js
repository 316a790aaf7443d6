// Starts Swagger UI on this service's own description, in the language of the
// page. Swagger UI would fill in every example at once, which asks a question
// that has no answer: only those of x-try are filled in, the rest are told.
'use strict';
(() => {
  const lang = document.documentElement.lang;

  // Both languages stand on one line: "English. · Français."
  const pick = (text) => {
    const parts = text.split(' · ');
    return parts.length === 2 ? parts[lang === 'en' ? 0 : 1] : text;
  };

  const translate = (value) => {
    for (const [key, inner] of Object.entries(value)) {
      if ((key === 'description' || key === 'summary') && typeof inner === 'string') {
        value[key] = pick(inner);
      } else if (inner && typeof inner === 'object' && key !== 'example' && key !== 'examples') {
        translate(inner);
      }
    }
  };

  const written = (example) => (Array.isArray(example) ? example.join(',') : String(example));

  // parameter gives a parameter with its example filled in, or told.
  const parameter = (json, given, filled) => {
    const p = structuredClone(given.$ref ? json.components.parameters[given.$ref.split('/').pop()] : given);
    if (p.schema.items) {
      delete p.schema.items.format; // Swagger UI warns that it has no widget for a list of these
    }
    if (p.required || filled.includes(p.name)) {
      return p;
    }
    const notes = [];
    if (p.example !== undefined) {
      notes.push((lang === 'en' ? 'Example: ' : 'Exemple : ') + '`' + p.name + '=' + written(p.example) + '`');
    }
    if (p.schema.default !== undefined) {
      notes.push((lang === 'en' ? 'Default: ' : 'Par défaut : ') + '`' + p.schema.default + '`');
    }
    delete p.example;
    delete p.schema.default;
    p.description = [pick(p.description), ...notes].join('\n\n');
    return p;
  };

  const adapt = (json) => {
    if (!json || !json.paths) {
      return json;
    }
    const adapted = structuredClone(json);
    for (const { get } of Object.values(adapted.paths)) {
      get.parameters = (get.parameters || []).map((p) => parameter(json, p, get['x-try'] || []));
    }
    translate(adapted);
    delete adapted.servers; // there is one, this one: nothing to choose
    adapted.tags.sort((a, b) => a['x-order'].localeCompare(b['x-order']));
    return adapted;
  };

  // whole gives a part of the description with what its references name in their
  // places, but where a schema would stand within itself.
  const whole = (json, value, within) => {
    if (Array.isArray(value)) {
      return value.map((one) => whole(json, one, within));
    }
    if (!value || typeof value !== 'object') {
      return value;
    }
    const { $ref, ...beside } = value;
    if (within.includes($ref)) {
      return value;
    }
    const own = Object.fromEntries(Object.entries(beside).map(([key, inner]) => [key, key === 'example' || key === 'examples' ? inner : whole(json, inner, within)]));
    if ($ref === undefined) {
      return own;
    }
    const named = $ref.split('/').slice(1).reduce((at, name) => at[name.replaceAll('~1', '/').replaceAll('~0', '~')], json);
    return { ...whole(json, named, [...within, $ref]), ...own };
  };

  // Swagger UI's own way to resolve references takes seconds for a description of
  // this size, each time, and nothing can be done meanwhile. All of ours stay within
  // the description.
  const resolve = () => ({
    fn: {
      resolveSubtree: async (json, path) => ({ spec: whole(json, path.reduce((at, name) => (at ? at[name] : undefined), json), []), errors: [] }),
    },
  });

  // The addresses get a heading, for who goes from one heading to the next.
  const headed = () => ({
    wrapComponents: {
      InfoContainer: (Info, { React }) => (props) => [React.createElement(Info, { key: 'info', ...props }),
        React.createElement('h2', { key: 'addresses', className: 'wrapper' }, lang === 'en' ? 'Addresses' : 'Adresses')],
    },
  });

  const words = () => ({
    statePlugins: {
      spec: {
        wrapActions: {
          parseToJson: (_, { specActions }) => (text) => specActions.updateJsonSpec(JSON.parse(text)), // it would be read as YAML
          updateJsonSpec: (original) => (json) => original(adapt(json)),
        },
      },
    },
  });

  window.SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    docExpansion: 'list',
    layout: 'BaseLayout',
    plugins: [words, resolve, headed],
    syntaxHighlight: { activated: false }, // minutes, for the largest answers
    presets: [window.SwaggerUIBundle.presets.apis],
    validatorUrl: null, // asks nobody else
  });
})();
