/** Tests of the files that a set depends on. */
package io.sluice.image.file;
