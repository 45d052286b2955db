/** The state of address spaces, but for the pages. */
package io.sluice.state.memory;
