/**
 * An independent reader of CRIU's images, and the comparison with the truth. Start at {@link
 * io.sluice.testkit.image.Truth}.
 *
 * <p>It shares nothing with the platform but the published format: a mistake there is not repeated here.
 */
package io.sluice.testkit.image;
