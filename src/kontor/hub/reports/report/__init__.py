"""Reports as plain objects (`kontor.documents`): one folder per kind, one file per part."""
