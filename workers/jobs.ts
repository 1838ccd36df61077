// The thread of a method. The network has one of its own, of the same code: it can train while others compute.
import { serveJobs } from './serve';

serveJobs();
