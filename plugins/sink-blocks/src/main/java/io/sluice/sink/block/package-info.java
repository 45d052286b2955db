/**
 * What sinks share that pass images on block by block, changed. Start at {@link io.sluice.sink.block.BlockForm}: it says what
 * becomes of a block, and {@link io.sluice.sink.block.BlockSink} is a sink of it.
 *
 * <p>An image is cut into blocks of one length; the last may be shorter, and there is always one. Blocks are changed by several
 * threads and stored in order, so that the sink below need only append. Reading any byte takes its block alone.
 */
package io.sluice.sink.block;
