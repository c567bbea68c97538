import { dirname, join } from 'node:path'
import { ESLint } from 'eslint'
import ts from 'typescript'
import { root } from '../workspaces.ts'

// Types and lint of the projects named: both need the types of everything, so they share them.
// The editor asks both one by one; eslint.config.js and the tsconfig.json files say the same to it.
const documents = ts.createDocumentRegistry()
for (const project of process.argv.slice(2)) {
  const program = openProgram(project)
  const complaints = typeErrors(program) + (await lintProject(project, program))
  if (complaints === '') continue
  process.stdout.write(`${complaints}\n`)
  process.exitCode = 1
}

function openProgram(project: string): ts.Program {
  const file = join(root, project, 'tsconfig.json')
  const config = ts.getParsedCommandLineOfConfigFile(file, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic(diagnostic) {
      throw new Error(format([diagnostic]))
    },
  })
  if (!config || config.errors.length > 0) throw new Error(format(config?.errors ?? []))
  const service = ts.createLanguageService(
    {
      ...ts.sys,
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
      getCompilationSettings: () => config.options,
      getScriptFileNames: () => config.fileNames,
      getScriptVersion: () => 'the only one',
      getScriptSnapshot(name) {
        const text = ts.sys.readFile(name)
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
      },
      getCurrentDirectory: () => dirname(file),
      getDefaultLibFileName: ts.getDefaultLibFilePath,
    },
    documents,
  )
  const program = service.getProgram()
  if (!program) throw new Error(`no program for ${file}`)
  return program
}

function typeErrors(program: ts.Program): string {
  return format(ts.getPreEmitDiagnostics(program))
}

function format(diagnostics: readonly ts.Diagnostic[]): string {
  return ts.formatDiagnosticsWithColorAndContext(diagnostics, {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  })
}

/** Also complains about a file of the folder that its tsconfig.json leaves out. */
async function lintProject(project: string, program: ts.Program): Promise<string> {
  const parserOptions = { projectService: false, programs: [program] }
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parserOptions } }],
  })
  const found = await eslint.lintFiles([project])
  const problems = found.some(({ errorCount, warningCount }) => errorCount + warningCount > 0)
  return problems ? await (await eslint.loadFormatter('stylish')).format(found) : ''
}
