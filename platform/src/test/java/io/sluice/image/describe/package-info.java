/** Tests of the descriptions of sets. */
package io.sluice.image.describe;
