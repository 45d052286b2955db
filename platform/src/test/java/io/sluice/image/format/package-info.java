/** Tests of the format. */
package io.sluice.image.format;
