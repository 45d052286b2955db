/**
 * What proves Sluice and its plugins: target programs, a reader of images that shares no code with the platform, a real
 * CRIU, faults, and a contract for each SPI. Nothing here mocks the kernel.
 */
package io.sluice.testkit;
