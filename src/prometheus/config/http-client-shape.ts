import {
  ANY,
  BOOL,
  type EnumShape,
  type FieldEntry,
  listOf,
  mapOf,
  objectOf,
  oneOf,
  STRING,
  text,
} from '../../schema/shape.ts';
import { manual } from './manual.ts';

const TLS_VERSION: EnumShape = oneOf({
  TLS10: 'TLS 1.0, broken.',
  TLS11: 'TLS 1.1, outdated.',
  TLS12: 'TLS 1.2.',
  TLS13: 'TLS 1.3.',
});

const SECRET_MANAGER = 'Parsed, but Prometheus has no secret manager: a client that uses it cannot be built.';

const TLS_CONFIG: FieldEntry = {
  doc: 'TLS for the connection: whom to trust, and which certificate to show.',
  link: manual('tls_config'),
  shape: objectOf({
    title: '`tls_config`',
    link: manual('tls_config'),
    fields: {
      ca: { shape: STRING, doc: 'PEM text of the CA certificates to trust. At most one of `ca`, `ca_file`.' },
      ca_file: { shape: text('path'), doc: 'File with the CA certificates to trust.' },
      ca_ref: { shape: STRING, doc: SECRET_MANAGER },
      cert: { shape: STRING, doc: 'PEM text of the client certificate. Needs a key.' },
      cert_file: { shape: text('path'), doc: 'File with the client certificate. Needs a key.' },
      cert_ref: { shape: STRING, doc: SECRET_MANAGER },
      key: { shape: text('secret'), doc: 'PEM text of the client key. Needs a certificate.' },
      key_file: { shape: text('path'), doc: 'File with the client key. Needs a certificate.' },
      key_ref: { shape: STRING, doc: SECRET_MANAGER },
      server_name: {
        shape: STRING,
        doc: 'Name that the server certificate must be valid for, when not that of the address.',
      },
      insecure_skip_verify: {
        shape: BOOL,
        doc: 'Accepts any server certificate. Anybody on the way can then read credentials.',
        default: 'false',
      },
      min_version: { shape: TLS_VERSION, doc: 'Lowest TLS version to accept. Default: that of Go, TLS 1.2.' },
      max_version: { shape: TLS_VERSION, doc: 'Highest TLS version to accept. Default: that of Go, TLS 1.3.' },
    },
  }),
};

const PROXY_FIELDS: { readonly [name: string]: FieldEntry } = {
  proxy_url: { shape: text('url', 'http://proxy:3128'), doc: 'Proxy to send requests through.' },
  no_proxy: {
    shape: STRING,
    doc: 'Comma-separated addresses, networks and domains that are reached without the proxy. Needs `proxy_url`.',
  },
  proxy_from_environment: {
    shape: BOOL,
    doc: 'Takes the proxy from `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. Not with `proxy_url` or `no_proxy`.',
    default: 'false',
    since: '2.43',
  },
  proxy_connect_header: {
    shape: mapOf('string', listOf(text('secret'))),
    doc: 'Headers for the CONNECT request to the proxy. Needs a proxy.',
  },
};

const BASIC_AUTH: FieldEntry = {
  doc: 'Sends user name and password. Not together with `authorization`, `oauth2` or a bearer token.',
  shape: objectOf({
    title: '`basic_auth`',
    link: manual('http_config'),
    fields: {
      username: { shape: STRING, doc: 'User name. At most one of `username`, `username_file`.' },
      username_file: { shape: text('path'), doc: 'File with the user name.', since: '2.49' },
      username_ref: { shape: STRING, doc: SECRET_MANAGER },
      password: { shape: text('secret'), doc: 'Password. At most one of `password`, `password_file`.' },
      password_file: { shape: text('path'), doc: 'File with the password.' },
      password_ref: { shape: STRING, doc: SECRET_MANAGER },
    },
  }),
};

const AUTHORIZATION: FieldEntry = {
  doc: 'Sends an `Authorization` header. Not together with `basic_auth`, `oauth2` or a bearer token.',
  since: '2.26',
  shape: objectOf({
    title: '`authorization`',
    link: manual('http_config'),
    fields: {
      type: {
        shape: STRING,
        doc: 'First word of the header. `Basic` is refused: `basic_auth` does that.',
        default: 'Bearer',
      },
      credentials: {
        shape: text('secret'),
        doc: 'The rest of the header. At most one of `credentials`, `credentials_file`.',
      },
      credentials_file: {
        shape: text('path', '/var/run/secrets/kubernetes.io/serviceaccount/token'),
        doc: 'File with the rest of the header, such as a token.',
      },
      credentials_ref: { shape: STRING, doc: SECRET_MANAGER },
    },
  }),
};

const GRANT_TYPE: EnumShape = {
  ...oneOf({
    client_credentials: 'Identifies itself with client ID and secret.',
    'urn:ietf:params:oauth:grant-type:jwt-bearer': 'Identifies itself with a signed JWT (RFC 7523).',
  }),
  empty: 'accepted',
  others: 'accepted',
};

const SIGNATURE_ALGORITHM: EnumShape = {
  ...oneOf({ RS256: 'RSA with SHA-256.', RS384: 'RSA with SHA-384.', RS512: 'RSA with SHA-512.' }),
  empty: 'accepted',
  others: 'accepted',
};

const OAUTH2: FieldEntry = {
  doc: 'Fetches a token with OAuth 2.0. Not together with `basic_auth`, `authorization` or a bearer token.',
  link: manual('oauth2'),
  since: '2.27',
  shape: objectOf({
    title: '`oauth2`',
    link: manual('oauth2'),
    fields: {
      client_id: { shape: STRING, doc: 'Client ID.', required: 'non-empty' },
      client_secret: {
        shape: text('secret'),
        doc: 'Client secret. At most one of `client_secret`, `client_secret_file`.',
      },
      client_secret_file: { shape: text('path'), doc: 'File with the client secret.' },
      client_secret_ref: { shape: STRING, doc: SECRET_MANAGER },
      client_certificate_key_id: { shape: STRING, doc: 'Key ID (`kid`) of the JWT.', since: '3.8' },
      client_certificate_key: { shape: text('secret'), doc: 'PEM text of the key that signs the JWT.', since: '3.8' },
      client_certificate_key_file: { shape: text('path'), doc: 'File with the key that signs the JWT.', since: '3.8' },
      client_certificate_key_ref: { shape: STRING, doc: SECRET_MANAGER, since: '3.8' },
      grant_type: {
        shape: GRANT_TYPE,
        doc: 'How the client identifies itself.',
        default: 'client_credentials',
        since: '3.8',
      },
      signature_algorithm: { shape: SIGNATURE_ALGORITHM, doc: 'Signs the JWT.', default: 'RS256', since: '3.8' },
      iss: { shape: STRING, doc: 'Issuer of the JWT. Default: the client ID.', since: '3.8' },
      audience: { shape: STRING, doc: 'Audience of the JWT. Default: the token URL.', since: '3.8' },
      claims: { shape: mapOf('string', ANY), doc: 'Further claims of the JWT.', since: '3.8' },
      scopes: { shape: listOf(STRING), doc: 'Scopes of the token request.' },
      token_url: { shape: STRING, doc: 'Where the token is fetched.', required: 'non-empty' },
      endpoint_params: { shape: mapOf('string', STRING), doc: 'Further parameters of the token request.' },
      tls_config: TLS_CONFIG,
      ...PROXY_FIELDS,
    },
  }),
};

const HTTP_HEADERS: FieldEntry = {
  doc: 'Further headers of every request. Headers that Prometheus sets itself are refused.',
  since: '2.55',
  shape: mapOf(
    'string',
    objectOf({
      title: 'an entry of `http_headers`',
      link: manual('http_config'),
      fields: {
        values: { shape: listOf(STRING), doc: 'Values of the header.' },
        secrets: { shape: listOf(text('secret')), doc: 'Values that are not shown in the user interface.' },
        files: { shape: listOf(text('path')), doc: 'Files that hold values.' },
      },
    }),
  ),
};

/**
 * The fields that every HTTP client of Prometheus has, inline in jobs and in most discovery mechanisms.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config
 */
export const HTTP_CLIENT_FIELDS: { readonly [name: string]: FieldEntry } = {
  basic_auth: BASIC_AUTH,
  authorization: AUTHORIZATION,
  oauth2: OAUTH2,
  bearer_token: {
    shape: text('secret'),
    doc: 'Token for the `Authorization` header.',
    deprecated: 'Write `authorization.credentials` instead.',
  },
  bearer_token_file: {
    shape: text('path'),
    doc: 'File with the token for the `Authorization` header.',
    deprecated: 'Write `authorization.credentials_file` instead.',
  },
  tls_config: TLS_CONFIG,
  follow_redirects: { shape: BOOL, doc: 'Whether HTTP redirects are followed.', default: 'true', since: '2.26' },
  enable_http2: { shape: BOOL, doc: 'Whether HTTP/2 is used where the server offers it.', default: 'true' },
  ...PROXY_FIELDS,
  http_headers: HTTP_HEADERS,
};

/** Names of the fields of the HTTP client block. */
export const HTTP_CLIENT_FIELD_NAMES: ReadonlySet<string> = new Set(Object.keys(HTTP_CLIENT_FIELDS));
