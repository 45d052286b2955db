/**
 * Who signed a set: Ed25519 (RFC 8032) over the manifest, which names the parent and has a digest of every byte. Start at
 * {@link io.sluice.image.sign.Signing}.
 */
package io.sluice.image.sign;
