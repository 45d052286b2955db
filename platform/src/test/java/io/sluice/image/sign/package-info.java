/** Signatures are made, demanded and checked. */
package io.sluice.image.sign;
