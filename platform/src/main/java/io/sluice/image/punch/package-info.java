/**
 * What a set has given away: pages that a newer set of its chain has anew, and whose space was given back. Start at {@link
 * io.sluice.image.punch.PunchLog}.
 */
package io.sluice.image.punch;
