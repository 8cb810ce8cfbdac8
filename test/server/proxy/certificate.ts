import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A certificate and its private key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

interface Subject {
  name: string;
  key: KeyObject;
  isAuthority: boolean;
  /** Milliseconds since 1970. */
  until: number;
}

const day = 24 * 60 * 60 * 1000;

/** A private certificate authority, as in a company's network: a machine that trusts `cert` trusts what it signs. */
export class Authority {
  readonly cert: string;
  readonly #name: string;
  readonly #key: KeyObject;

  constructor(name = 'Infill test authority') {
    const { publicKey, privateKey } = keyPair();
    this.#name = name;
    this.#key = privateKey;
    this.cert = this.#sign({ name, key: publicKey, isAuthority: true, until: Date.now() + day });
  }

  /** A certificate for one host, valid for a day, or until that time (milliseconds since 1970). */
  issue(host: string, until = Date.now() + day): Certificate {
    const { publicKey, privateKey } = keyPair();
    const cert = this.#sign({ name: host, key: publicKey, isAuthority: false, until });
    return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  }

  /** An X.509 certificate of version 3 (RFC 5280, section 4.1). */
  #sign({ name, key, isAuthority, until }: Subject): string {
    const publicKey = key.export({ type: 'spki', format: 'der' });
    const extensions = isAuthority
      ? sequence(oid.basicConstraints, boolean(true), octets(sequence(boolean(true))))
      : sequence(oid.subjectAltName, octets(sequence(der(0x82, Buffer.from(name)))));
    const content = sequence(
      der(0xa0, integer(2)),
      der(0x02, Buffer.concat([Buffer.of(1), createHash('sha256').update(publicKey).digest().subarray(0, 8)])),
      sequence(oid.ecdsaWithSha256),
      commonName(this.#name),
      sequence(time(Math.min(Date.now(), until) - day), time(until)),
      commonName(name),
      publicKey,
      der(0xa3, sequence(extensions)),
    );
    const signature = der(0x03, Buffer.of(0), sign('sha256', content, this.#key));
    const base64 = sequence(content, sequence(oid.ecdsaWithSha256), signature).toString('base64');
    return `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`;
  }
}

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A value in DER: tag, length, content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const octets = (content: Buffer) => der(0x04, content);
const integer = (value: number) => der(0x02, Buffer.of(value));
const boolean = (value: boolean) => der(0x01, Buffer.of(value ? 0xff : 0));
/** Any time, as `YYYYMMDDHHMMSSZ`. */
const time = (at: number) => der(0x18, Buffer.from(`${new Date(at).toISOString().replaceAll(/[-:T]|\..*/g, '')}Z`));

const oid = {
  commonName: der(0x06, Buffer.from('550403', 'hex')),
  subjectAltName: der(0x06, Buffer.from('551d11', 'hex')),
  basicConstraints: der(0x06, Buffer.from('551d13', 'hex')),
  ecdsaWithSha256: der(0x06, Buffer.from('2a8648ce3d040302', 'hex')),
};

function commonName(name: string): Buffer {
  return sequence(der(0x31, sequence(oid.commonName, der(0x0c, Buffer.from(name)))));
}
