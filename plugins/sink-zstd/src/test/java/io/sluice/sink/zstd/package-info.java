/** Tests of the sink that compresses. */
package io.sluice.sink.zstd;
