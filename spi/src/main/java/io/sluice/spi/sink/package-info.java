/**
 * Where images go. Start at {@link io.sluice.spi.sink.ImageSink}.
 *
 * <p>A sink stores named byte streams that belong together, a <em>set</em>, and knows nothing of pages. A set is whole or
 * absent: it exists from its commit on, and whatever happens before, nobody can take it for one. Sinks may stack: one
 * that compresses or encrypts is given the sink below it.
 */
package io.sluice.spi.sink;
