/**
 * The files that a tree depends on, in CRIU's words: {@link io.sluice.image.file.FilesImage} is files.img, {@link
 * io.sluice.image.file.CriuFields} maps cookies to its fields and back, {@link io.sluice.image.file.FilesOfSet} reads them of any
 * set.
 */
package io.sluice.image.file;
