/**
 * Plugins at run time. Start at {@link io.sluice.plugin.Plugins}.
 *
 * <p>Only plugins that the configuration names are loaded, each into a class loader of its own that shows it the JDK, the
 * SPI, pf4j and its own jars. No target is touched here: what is wrong with a plugin is said before there is one.
 */
package io.sluice.plugin;
