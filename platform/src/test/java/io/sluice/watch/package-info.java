/** Tests of watching. */
package io.sluice.watch;
