export { defaultOptions, type ServerOptions } from './options.js';
export {
  inventoryRequest,
  statusNotification,
  trustNotification,
  type ChecklistFinding,
  type ChecklistPlace,
  type DependencyChecklist,
  type FolderChecklist,
  type FolderState,
  type Protection,
} from './protocol.js';
