/** Real trees that are stopped and let go. */
package io.sluice.trace;
