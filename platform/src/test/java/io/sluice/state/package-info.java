/** Tests of what is taken of stopped trees, with real processes. */
package io.sluice.state;
