/** Plugins as they are shipped, so that a contract can be run through the archive too. */
package io.sluice.testkit.plugin;
