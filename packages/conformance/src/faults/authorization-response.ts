import { rowsOf } from './rows.ts'

const { accept, reject } = rowsOf('authorization-response', 'relying-party')

const token = { needs: ['token'] } as const
const idToken = { needs: ['id_token'] } as const
const code = { needs: ['code'] } as const

/** An authorization response that does not fit the request. */
export const authorizationResponseFaults = [
  reject(
    'authorization-response.state.append1',
    'authorization-response.state',
    'RFC6749-10.12',
    'The state in the response is not the one of the request',
  ),
  reject(
    'authorization-response.state.missing',
    'authorization-response.state',
    'RFC6749-10.12',
    'The state is left out',
  ),
  reject(
    'authorization-response.state.duplicated',
    'authorization-response.duplicates',
    'RFC6749-3.1',
    'The state comes twice, the second time changed',
  ),
  reject(
    'authorization-response.iss.append1',
    'authorization-response.iss',
    'RFC9207-2.4',
    'iss is the issuer with a 1 behind it',
  ),
  reject(
    'authorization-response.iss.foreign',
    'authorization-response.iss',
    'RFC9207-2.4',
    'iss is another provider',
  ),
  accept(
    'authorization-response.iss.added',
    'RFC9207-2.4',
    'iss is right, though the metadata does not promise it',
  ),
  reject(
    'authorization-response.channel.swapped',
    'authorization-response.channel',
    'OIDCC-3.2.2.5',
    'The response comes in the query instead of the fragment, or the other way round',
  ),
  reject(
    'authorization-response.channel.both',
    'authorization-response.channel',
    'OIDCC-3.2.2.5',
    'The response comes in the fragment and in the query',
  ),
  reject(
    'authorization-response.channel.empty',
    'authorization-response.channel',
    'OIDCC-3.2.2.5',
    'The redirect holds no response at all',
  ),
  reject(
    'authorization-response.access_token.duplicated',
    'authorization-response.duplicates',
    'RFC6749-3.1',
    'access_token comes twice',
    token,
  ),
  reject(
    'authorization-response.id_token.duplicated',
    'authorization-response.duplicates',
    'RFC6749-3.1',
    'id_token comes twice',
    idToken,
  ),
  reject(
    'authorization-response.code.duplicated',
    'authorization-response.duplicates',
    'RFC6749-3.1',
    'code comes twice',
    code,
  ),
  reject(
    'authorization-response.access_token.missing',
    'authorization-response.members',
    'RFC6749-4.2.2',
    'access_token is left out',
    token,
  ),
  reject(
    'authorization-response.id_token.missing',
    'authorization-response.members',
    'OIDCC-3.2.2.5',
    'id_token is left out',
    idToken,
  ),
  reject(
    'authorization-response.code.missing',
    'authorization-response.members',
    'OIDCC-3.2.2.5',
    'code is left out',
    code,
  ),
  reject(
    'authorization-response.refresh_token.added',
    'authorization-response.members',
    'RFC6749-4.2.2',
    'A refresh token comes through the front channel',
  ),
  reject(
    'authorization-response.access_token.swapped',
    'id-token.at_hash',
    'OIDCC-3.2.2.9',
    'The Access Token is that of another login',
    { needs: ['id_token', 'token'] },
  ),
  reject(
    'authorization-response.code.swapped',
    'id-token.c_hash',
    'OIDCC-3.3.2.10',
    'The code is that of another login',
    { needs: ['code', 'id_token'] },
  ),
  reject(
    'authorization-response.token_type.missing',
    'authorization-response.token_type',
    'RFC6749-4.2.2',
    'token_type is left out',
    token,
  ),
  reject(
    'authorization-response.token_type.dpop',
    'authorization-response.token_type',
    'RFC6749-7.1',
    'token_type is DPoP',
    token,
  ),
  reject(
    'authorization-response.token_type.mac',
    'authorization-response.token_type',
    'RFC6749-7.1',
    'token_type is mac',
    token,
  ),
  accept(
    'authorization-response.token_type.lower-case',
    'RFC6749-7.1',
    'token_type is in lower case',
    token,
  ),
  accept(
    'authorization-response.token_type.upper-case',
    'RFC6749-7.1',
    'token_type is in upper case',
    token,
  ),
  accept(
    'authorization-response.expires_in.missing',
    'RFC6749-4.2.2',
    'expires_in is left out',
    token,
  ),
  accept('authorization-response.expires_in.zero', 'RFC6749-4.2.2', 'expires_in is 0', token),
  accept('authorization-response.expires_in.negative', 'RFC6749-4.2.2', 'expires_in is -1', token),
  accept('authorization-response.expires_in.text', 'RFC6749-4.2.2', 'expires_in is 3600abc', token),
  accept(
    'authorization-response.expires_in.huge',
    'RFC6749-4.2.2',
    'expires_in is a thousand million seconds',
    token,
  ),
  accept(
    'authorization-response.scope.wider',
    'RFC6749-3.3',
    'scope holds more than was asked for',
    token,
  ),
  accept(
    'authorization-response.scope.narrower',
    'RFC6749-3.3',
    'scope holds less than was asked for',
    token,
  ),
  accept(
    'authorization-response.extra.unknown',
    'RFC6749-4.2.2',
    'The response has a member that nobody knows',
  ),
  accept(
    'authorization-response.size.8k',
    'OIDCC-3.2.2.8',
    'The response has 8 KB more than needed',
  ),
  reject(
    'authorization-response.size.64k',
    'authorization-response.size',
    'OIDCC-3.2.2.8',
    'The response has 64 KB more than needed',
  ),
  reject(
    'authorization-response.proto.polluting',
    'authorization-response.state',
    'RFC6749-10.12',
    'The response has members named __proto__ and constructor, and no state',
  ),
] as const
