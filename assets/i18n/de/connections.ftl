### connections
