// The thread of every method but the neural ones.
import { serveJobs } from './serve';

serveJobs();
