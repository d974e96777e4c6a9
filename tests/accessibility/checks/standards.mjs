// The file as it stands: the Nu HTML checker and html-validate, warnings counted as errors.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'

const VNU = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar')

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    // A table that scrolls by itself is a named region without a heading, and the Nu checker
    // wants a heading in every section.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // How the file is written is nobody's barrier; what it says is.
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
  },
})

export const nu = {
  title: 'the Nu checker finds nothing',
  async findInFile(file) {
    const run = spawnSync('java', ['-Xss4m', '-jar', VNU, '--format', 'json', '--stdout', '--exit-zero-always', file],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    if (run.status !== 0) throw new Error(`the Nu checker did not run: ${run.error?.message ?? run.stderr.slice(0, 400)}`)
    return JSON.parse(run.stdout).messages.map(m =>
      `line ${m.lastLine}: ${m.subType ?? m.type}: ${m.message}: ${(m.extract ?? '').replace(/\s+/g, ' ').trim()}`)
  },
}

export const htmlValidate = {
  title: 'html-validate finds nothing',
  async findInFile(file) {
    const { results } = await validator.validateFile(file)
    return results.flatMap(result => result.messages.map(m => `line ${m.line}:${m.column}: ${m.ruleId}: ${m.message}`))
  },
}
