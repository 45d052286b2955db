/** The sink {@code zstd}: compresses images, so that any page can be read alone. Start at {@link io.sluice.sink.zstd.ZstdForm}. */
package io.sluice.sink.zstd;
