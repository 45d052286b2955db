/** The framing of CRIU's images: magics, then messages with their length before them. Every length is bounded before use. */
package io.sluice.image.format;
