/**
 * {@code manifest.json}: what a set of ours is and what its every byte was, so that damage is named before use. Start at
 * {@link io.sluice.image.manifest.Manifest}.
 */
package io.sluice.image.manifest;
