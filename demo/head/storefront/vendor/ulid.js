/* tiny-ulid 1.2.0, https://tiny-ulid.example, copied as it is */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
function random() {
  try {
    return crypto.getRandomValues(new Uint8Array(1))[0] / 0xff;
  } catch (e) {}
  return Math.random();
}
export function ulid(now = Date.now()) {
  let id = "";
  for (let i = 10; i > 0; i--, now = Math.floor(now / 32)) id = ALPHABET[now % 32] + id;
  for (let i = 16; i > 0; i--) id += ALPHABET[Math.floor(random() * 32) % 32];
  return id;
}
