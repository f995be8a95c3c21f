import { config } from 'zod/mini';

// Zod would try whether it may compile its checks, which the content security policy forbids and reports. Said before the first
// check is made, so it stands in a module of its own, loaded before the house.
config({ jitless: true });
