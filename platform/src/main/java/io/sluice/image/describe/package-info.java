/**
 * What sets hold, for people and programs to look at: records only. Start at {@link
 * io.sluice.image.describe.Inspector}.
 */
package io.sluice.image.describe;
