package io.sluice.validate;

/**
 * By what a cookie is found again: what file it was, in which state, and by which methods the cookie was made.
 *
 * @param text letters, digits and hyphens
 */
record CookieKey(String text) {

    static CookieKey of(FileFacts facts, Methods methods) {
        return new CookieKey(methods.digest()
                + "-"
                + Long.toHexString(facts.device())
                + "-"
                + Long.toHexString(facts.inode())
                + "-"
                + Long.toHexString(facts.size())
                + "-"
                + Long.toHexString(facts.modified())
                + "-"
                + Long.toHexString(facts.changed()));
    }
}
