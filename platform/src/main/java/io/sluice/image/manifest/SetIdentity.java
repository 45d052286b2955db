package io.sluice.image.manifest;

/**
 * Which set: no other has the same.
 *
 * @param set its identity
 * @param digest the digest of its manifest
 */
public record SetIdentity(String set, String digest) {
    public SetIdentity {
        Manifest.requireIdentity(set);
        Manifest.requireDigest(digest);
    }
}
