/** What /proc says of real processes. */
package io.sluice.proc;
