import { failure, success, type Outcome } from '../../core/failure';

const BROKEN = 'The link is damaged: a part of it is missing or was changed. Ask for it again.';
/** No honest link comes near this; a crafted one could unpack to gigabytes. */
const MOST_CHARACTERS = 2 ** 20;

const toBase64Url = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192)
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

const throughStream = (bytes: Uint8Array<ArrayBuffer>, stream: GenericTransformStream) =>
  new Blob([bytes]).stream().pipeThrough(stream);

/** Text as deflate in base64url: letters, digits, `-` and `_` only, so that it survives chats and mails. */
export async function packText(text: string): Promise<string> {
  const packed = throughStream(
    new TextEncoder().encode(text),
    new CompressionStream('deflate-raw'),
  );
  return toBase64Url(new Uint8Array(await new Response(packed).arrayBuffer()));
}

/** The text that {@link packText} packed; fails on anything else. */
export async function unpackText(packed: string): Promise<Outcome<string>> {
  try {
    const reader = throughStream(
      fromBase64Url(packed),
      new DecompressionStream('deflate-raw'),
    ).getReader();
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return success(text + decoder.decode());
      text += decoder.decode(value, { stream: true });
      if (text.length > MOST_CHARACTERS) {
        await reader.cancel();
        return failure('badInput', BROKEN, 'link');
      }
    }
  } catch {
    // Whatever base64, deflate or UTF-8 found wrong says nothing to a person.
    return failure('badInput', BROKEN, 'link');
  }
}
