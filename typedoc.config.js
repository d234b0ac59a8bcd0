import { OptionDefaults } from 'typedoc';

/** The API reference of both packages, made from the docstrings of what they export. */
export default {
  name: 'Bellwether',
  entryPoints: ['src/index.ts', 'src/client/index.ts'],
  tsconfig: 'tsconfig.build.json',
  readme: 'none',
  out: 'build/api',
  excludePrivate: true,
  // openapi-typescript writes it.
  blockTags: [...OptionDefaults.blockTags, '@description'],
  sourceLinkTemplate: 'https://github.com/bellwether/bellwether/blob/main/{path}#L{line}',
  gitRevision: 'main',
  validation: { notExported: false },
  treatWarningsAsErrors: true,
};
