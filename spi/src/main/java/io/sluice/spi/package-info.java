/**
 * What a plugin implements and what it is lent. Start at {@link io.sluice.spi.SluiceExtension}.
 *
 * <p>A plugin sees the JDK, {@code io.sluice.spi}, pf4j and its own jars, and nothing else of the platform. It makes no
 * native call: what only the kernel can do is lent as a handle of {@link io.sluice.spi.memory}. It starts no threads for
 * the work of the core and never writes to standard streams. Unless a method says otherwise, arguments and results are
 * not null and a component is closed by the core, once.
 */
package io.sluice.spi;
