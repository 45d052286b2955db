/** How Sluice says that something failed: one exception, one list of codes, each with an exit status. */
package io.sluice.failure;
