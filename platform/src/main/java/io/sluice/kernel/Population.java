package io.sluice.kernel;

/** Which pages of a mapping an image must list. */
public enum Population {
    /** Those of anonymous memory that were written: a page that is absent there, or the kernel's page of zeros, is zero. */
    ANONYMOUS,
    /** Those of a private file mapping that are its own: copied, or of zeros. All others are the file's. */
    PRIVATE_FILE
}
