/**
 * One set to several sinks: what is read of the target once is written to all. All prepare, then each commits. Start at {@link
 * io.sluice.image.copy.SharedSet}.
 */
package io.sluice.image.copy;
