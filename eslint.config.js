import js from '@eslint/js'
import vitest from '@vitest/eslint-plugin'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import { arrows } from './lint/arrows.ts'

const environmentReason = 'configuration is read in one place: the config.ts of each app'

export default tseslint.config(
  { ignores: ['**/dist/**', '**/dist.*/**', '**/coverage/**', '.data/**', '**/test-results/**'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,vue}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.ts'] },
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Nest reads classes as containers of decorators
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // interfaces of libraries ask for async methods that have nothing to wait for
      '@typescript-eslint/require-await': 'off',
      // an index signature that noUncheckedIndexedAccess guards reads best with a dot or a bracket
      '@typescript-eslint/dot-notation': 'off',
      // `void promise` says that nobody waits
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  {
    files: ['**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser }, globals: globals.browser },
    rules: {
      // Vue's own Trusted Types policy lets it through unsanitized
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      // an optional prop of a typed component is undefined, and its type says so
      'vue/require-default-prop': 'off',
    },
  },
  {
    files: ['**/*.{ts,vue,js,mjs}'],
    plugins: { frontchannel: { rules: { arrows } } },
    rules: {
      'frontchannel/arrows': 'error',
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'state and nonce need a CSPRNG' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "BinaryExpression[operator='==='][left.property.name='responseType']",
          message: 'ask what the flow issues (issuesCode …), not for its name',
        },
      ],
    },
  },
  {
    files: ['apps/*/src/**', 'apps/spa/server/**', 'packages/*/src/**'],
    ignores: ['**/config.ts', '**/*.{test,spec}.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: environmentReason },
        { object: 'Math', property: 'random', message: 'state and nonce need a CSPRNG' },
      ],
    },
  },
  { files: ['**/*.{mjs,js}'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.{test,spec}.ts'],
    extends: [vitest.configs.recommended],
    rules: {
      'vitest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect*', 'accepts*', 'refuses*'] },
      ],
      'vitest/no-disabled-tests': 'error',
      'vitest/no-focused-tests': 'error',
      'vitest/valid-title': 'off',
      'vitest/no-conditional-expect': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['e2e/**/*.ts'],
    rules: { 'vitest/expect-expect': 'off', 'vitest/no-standalone-expect': 'off' },
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  prettier,
)
