import { parseArgs } from 'node:util'
import { ConfigError } from './config.ts'

export const usage = `Usage: frontchannel-idp [TENANT.json] [options]

Starts a mock OpenID Provider on this machine.

  --port NUMBER            where it listens (4000; 0: any free port)
  --host NAME              for containers: an address other than loopback
  --issuer URL             what tokens and metadata say (http://localhost:PORT/)
  --control-port NUMBER    opens the control plane, on loopback
  --control-secret TEXT    its secret (default: a new one, printed at the start)
  --help                   prints this

Every option can also be set as a variable: PORT, HOST, IDP_ISSUER, IDP_TENANT,
IDP_CONTROL_PORT, IDP_CONTROL_SECRET. Variables alone: IDP_CONNECTIONS (names, or
all), SMTP_URL, MAIL_FROM. \${NAME} in the tenant file is the variable NAME.
`

const variableOf = {
  port: 'PORT',
  host: 'HOST',
  issuer: 'IDP_ISSUER',
  'control-port': 'IDP_CONTROL_PORT',
  'control-secret': 'IDP_CONTROL_SECRET',
} as const

type OptionName = keyof typeof variableOf

/**
 * Reads the command line as the variables that it stands for; undefined if it asks for help.
 *
 * @throws {ConfigError} for an argument that the command does not have
 */
export function readArguments(args: readonly string[]): Record<string, string> | undefined {
  const { values, positionals } = parse(args)
  if (values.help) return undefined
  if (positionals.length > 1) throw new ConfigError('give one tenant file, not several')
  const [tenant] = positionals
  const options = (Object.keys(variableOf) as OptionName[]).flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [[variableOf[name], value] as const]
  })
  return { ...Object.fromEntries(options), ...(tenant !== undefined && { IDP_TENANT: tenant }) }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: text,
        host: text,
        issuer: text,
        'control-port': text,
        'control-secret': text,
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new ConfigError(`${(error as Error).message}\n\n${usage}`)
  }
}
