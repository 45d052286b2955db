/** Tests of the images: written, read back, decoded by CRIU's tool, damaged in every way. */
package io.sluice.image;
