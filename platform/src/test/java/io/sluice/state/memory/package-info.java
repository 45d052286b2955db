/** Tests of what is taken of address spaces, with real processes. */
package io.sluice.state.memory;
