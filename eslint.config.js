import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {
    ignores: [
      'dist/',
      'library/dist/',
      'client/dist/',
      'build/',
      'examples/',
      'src/client/openapi.ts',
      '.data/',
      'coverage/',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // A Nest module is often an empty class with a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Classes describe response bodies for the OpenAPI document, but the bodies are plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A method that only calls another one is easiest to read as one expression.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // The API limits lengths in code points, and spreading a string yields its code points.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-duplicate-imports': 'error',
      // Prettier wraps code but not comments.
      'max-len': ['error', { code: 1000, comments: 120, ignoreUrls: true }],
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', { max: 45, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // A function that makes a controller for each route scope contains the whole class.
    files: ['src/**/*.controller.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // The library must not use the process or the console of its host. Values arrive as options.
    files: [
      'src/index.ts',
      'src/background/**',
      'src/client/**',
      'src/http/**',
      'src/messaging/**',
      'src/postgres/**',
    ],
    rules: { 'no-restricted-globals': ['error', 'process', 'console'] },
  },
  {
    files: ['**/*.spec.ts', 'test/**'],
    rules: {
      'max-lines-per-function': 'off',
      // Answers over HTTP have no types; the assertions check them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        clearTimeout: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        globalThis: 'readonly',
        process: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
);
