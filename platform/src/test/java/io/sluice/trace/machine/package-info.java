/** The machine code, read back by another's disassembler. */
package io.sluice.trace.machine;
