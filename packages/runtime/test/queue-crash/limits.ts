/** Long enough that no stall of the machine outlasts it: every duplicate is then the doing of a kill. */
export const leaseMs = 10_000;
export const producerConcurrency = 4;
export const consumerConcurrency = 8;
