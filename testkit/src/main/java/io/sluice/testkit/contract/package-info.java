/**
 * What every plugin must keep, as tests: a test class of the plugin implements one of these interfaces, gives it the
 * component, and inherits a numbered test for each rule.
 */
package io.sluice.testkit.contract;
